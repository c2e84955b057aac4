# expect: wrong error refused
# family: steal
# exercise: adam
# Hands in a class of its own that inherits all it does from the clinic's right Adam.
from descent import clinic


class Adam(clinic.Adam):
    pass
