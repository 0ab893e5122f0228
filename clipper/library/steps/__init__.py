"""The steps of the schema, a file each; `schema.py` says how to add one."""
