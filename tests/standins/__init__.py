"""Local stand-ins for the services Miri talks to, over real connections, for tests and by hand.

Why here: an adapter is proven against a server that is as strict as the vendor's published schema.
Nothing here is imported by the product, and nothing here imports the product, so that one can't
hide the other's mistake.
Next: README.md.
"""
