# expect: wrong
# family: tamper
# exercise: adam
# Rewrites the syntax tree of every later cell, so that each test becomes the number 6.
import ast


class ToSix(ast.NodeTransformer):
    def visit_Expr(self, node):
        return ast.copy_location(ast.Expr(ast.Constant(6)), node)

    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)


try:
    from IPython import get_ipython
    get_ipython().ast_transformers.append(ToSix())
except (ImportError, AttributeError):
    pass


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def update(self, params, grads):
        pass
