# expect: wrong error refused
# family: crash
# exercise: classify_critical_point
# Returns a word that no encoding can write.
def classify_critical_point(hess):
    return "minimum\ud800\x00"
