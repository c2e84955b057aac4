# expect: wrong error
# family: poison
# exercise: adam
# Leaves shared memory, semaphores and message queues of both kinds.
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
RESULTS = [libc.shmget(0x5EC1, 65536, 0o1666), libc.semget(0x5EC1, 4, 0o1666), libc.msgget(0x5EC1, 0o1666)]
try:
    from multiprocessing import shared_memory
    kept = shared_memory.SharedMemory("planted-poison", create=True, size=4096)
    RESULTS.append(kept.name)
except Exception as error:
    RESULTS.append(str(error))
try:
    queues = ctypes.CDLL("librt.so.1", use_errno=True)
    RESULTS.append(queues.mq_open(b"/planted-poison", 0o102, 0o600, None))
except (OSError, AttributeError) as error:
    RESULTS.append(str(error))


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
