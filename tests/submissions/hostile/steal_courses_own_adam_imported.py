# expect: wrong error refused
# family: steal
# exercise: adam
# Hands in the right Adam that the course's debugging clinic has, by importing it.
from descent.clinic import Adam
