# expect: wrong error
# family: poison
# exercise: adam
# Puts HTML, scripts and pictures from afar into messages, keys, prints and lines of code.
HTML = "<script>alert('planted')</script><img src=x onerror=alert(1)><svg/onload=alert(1)></td></table><base href=//evil>"


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        print(HTML)
        params["<img src=x onerror=alert(1)>"] = HTML
        raise ValueError(HTML)  # <script>alert("planted")</script>
