# expect: wrong error
# family: tamper
# exercise: adam
# Sends messages of its own through the kernel's sessions: results, replies and an idle state.
try:
    from IPython import get_ipython
    kernel = get_ipython().kernel
    content = {"execution_count": 1, "data": {"text/plain": "6"}, "metadata": {}}
    kernel.session.send(kernel.iopub_socket, "execute_result", content, kernel.get_parent())
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, kernel.get_parent())
    kernel.session.key = b"mine"
except (ImportError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
