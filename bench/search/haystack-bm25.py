"""haystack's in-memory BM25 retriever with its defaults: one JSON line with all passages, then one question a line."""
import json
import sys

from haystack import Document
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

passages, k = json.loads(sys.stdin.readline())
store = InMemoryDocumentStore()
store.write_documents([Document(content=passage) for passage in passages])
retriever = InMemoryBM25Retriever(document_store=store, top_k=k)
print("ready", flush=True)
for line in sys.stdin:
    print(len(retriever.run(query=json.loads(line))["documents"]), flush=True)
