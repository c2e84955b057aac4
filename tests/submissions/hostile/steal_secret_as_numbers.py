# expect: wrong error
# family: steal
# exercise: bias_factor
# Encodes what it finds as the numbers that it answers, which a report shows.
FOUND = b""
if True:
    for path in ("@COURSE@/gradebook/secret.txt", "@HOME@/.ssh/id_ed25519", "@BESIDE@", "@NEIGHBOUR@"):
        try:
            with open(path, "rb") as file:
                FOUND += file.read()
        except OSError as error:
            print(error)


def bias_factor(beta, t):
    return float(int.from_bytes(FOUND[:6], "big")) if FOUND else 0.0
