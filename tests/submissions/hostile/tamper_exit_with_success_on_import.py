# expect: wrong error
# family: tamper
# exercise: adam
# Ends the process with the code of success while it is imported.
import os
import sys


class Adam:
    status = os._exit(0)
