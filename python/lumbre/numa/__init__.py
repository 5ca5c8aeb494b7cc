"""Which processors a program's processes run on."""
