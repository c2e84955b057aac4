# expect: wrong error timeout
# family: steal
# exercise: adam
# Asks a web server by urllib, by http.client and by the asyncio library.
import http.client
import urllib.request

RESULTS = []
if True:
    for address in ("http://127.0.0.1:@TCP4@/?secret=planted", "http://[::1]:@TCP6@/", "http://169.254.169.254/latest/"):
        try:
            RESULTS.append(urllib.request.urlopen(address, timeout=0.5).read())
        except Exception as error:
            RESULTS.append(str(error))
try:
    line = http.client.HTTPConnection("127.0.0.1", int("@TCP4@"), timeout=0.5)
    line.request("POST", "/", "planted")
except Exception as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
