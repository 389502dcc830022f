"""SongAnalyst by signal processing alone: numpy and scipy, no model, no network.

Why here: the film's clock must work with nothing configured.
Next: analyst.py, which runs the stages in order.
"""
