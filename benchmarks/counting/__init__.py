"""Counting beside its peers and beside a floor, in one run: `python -m benchmarks.counting`.

It needs the extra `peers`: `pip install 'tellers[peers]'`, in a checkout `.venv/bin/pip install -e '.[peers]'`.
"""
