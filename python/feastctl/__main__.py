"""python -m feastctl: the program, in place of this process."""
import os
import sys

from ._program import program

os.execv(program(), ["feastctl", *sys.argv[1:]])
