const list = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that begin and end a line of their own. */
export const blockTags = list(
  'html body head address article aside blockquote button center caption col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup ' +
    'option p pre search section select summary table tbody td textarea tfoot th thead tr ul xmp listing plaintext',
);

/** Code and style sheets: no text for people. */
export const codeTags = list('script style');

/** Content that a browser shows only instead of something else. Kept, but marked as boilerplate. */
export const fallbackTags = list('template noscript iframe noframes noembed object video audio canvas');

/** What the viewer may render; everything else becomes `div` or `span`. */
export const viewTags = list(
  'p h1 h2 h3 h4 h5 h6 ul ol li table thead tbody tfoot tr th td caption pre code blockquote em strong a img br hr ' +
    'figure figcaption dl dt dd div span section article sub sup b i u s',
);

/** Elements that white space must be kept in. */
export const preformattedTags = list('pre xmp listing plaintext');
