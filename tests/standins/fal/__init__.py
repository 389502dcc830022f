"""A strict stand-in for fal: queue, storage, webhooks and files on one loopback port.

Why here: see the folder above.
Next: standin.py puts the parts together; __main__.py runs it by hand.
"""
