"""Which modules each page of the reference shows."""

# (file below reference/, title, modules). A module's own submodules are not followed: what has a page stands here.
PAGES = [
    ("tensor.md", "Tensor", ["lumbre.Tensor"]),
    ("nn.md", "nn", ["lumbre.nn"]),
    ("nn-functional.md", "nn.functional", ["lumbre.nn.functional"]),
    ("nn-init.md", "nn.init, nn.utils, nn.parallel", [
        "lumbre.nn.init", "lumbre.nn.utils", "lumbre.nn.utils.rnn", "lumbre.nn.utils.parametrize", "lumbre.nn.utils.parametrizations",
        "lumbre.nn.utils.prune", "lumbre.nn.utils.stateless", "lumbre.nn.attention", "lumbre.nn.parallel",
    ]),
    ("optim.md", "optim", ["lumbre.optim", "lumbre.optim.lr_scheduler", "lumbre.optim.swa_utils"]),
    ("autograd.md", "autograd", [
        "lumbre.autograd", "lumbre.autograd.grad_mode", "lumbre.autograd.function", "lumbre.autograd.functional", "lumbre.autograd.graph",
        "lumbre.autograd.forward_ad", "lumbre.autograd.gradcheck", "lumbre.autograd.anomaly_mode",
    ]),
    ("func.md", "func", ["lumbre.func"]),
    ("data.md", "utils.data", ["lumbre.utils.data", "lumbre.utils.data.datapipes.iter", "lumbre.utils.data.datapipes.map"]),
    ("serialization.md", "Files: serialization, safetensors, npy", [
        "lumbre.serialization", "lumbre.utils.safetensors", "lumbre.utils.npy", "lumbre.storage",
    ]),
    ("jit.md", "jit", ["lumbre.jit"]),
    ("compiler.md", "compiler", ["lumbre.compiler"]),
    ("export.md", "export", ["lumbre.export", "lumbre.export.exported_program", "lumbre.export.graph_signature"]),
    ("onnx.md", "onnx", ["lumbre.onnx"]),
    ("fx.md", "fx", ["lumbre.fx", "lumbre.fx.passes", "lumbre.fx.subgraph_rewriter"]),
    ("linalg.md", "linalg", ["lumbre.linalg"]),
    ("fft.md", "fft, signal", ["lumbre.fft", "lumbre.signal.windows"]),
    ("special.md", "special", ["lumbre.special"]),
    ("sparse.md", "sparse, masked", ["lumbre.sparse", "lumbre.masked"]),
    ("distributions.md", "distributions", [
        "lumbre.distributions", "lumbre.distributions.constraints", "lumbre.distributions.transforms", "lumbre.distributions.kl",
    ]),
    ("random.md", "random, quasirandom", ["lumbre.random", "lumbre.quasirandom"]),
    ("amp.md", "amp", ["lumbre.amp"]),
    ("cuda.md", "cuda, cpu, accelerator", ["lumbre.cuda", "lumbre.cuda.nvtx", "lumbre.cpu", "lumbre.accelerator", "lumbre.backends"]),
    ("audio.md", "audio", ["lumbre.audio", "lumbre.audio.datasets", "lumbre.audio.models", "lumbre.audio.compliance.kaldi"]),
    ("audio-functional.md", "audio.functional, audio.transforms", ["lumbre.audio.functional", "lumbre.audio.transforms"]),
    ("vision.md", "vision", ["lumbre.vision", "lumbre.vision.io", "lumbre.vision.utils", "lumbre.vision.tv_tensors"]),
    ("vision-models.md", "vision.models", ["lumbre.vision.models"]),
    ("vision-transforms.md", "vision.transforms", [
        "lumbre.vision.transforms", "lumbre.vision.transforms.functional", "lumbre.vision.transforms.v2", "lumbre.vision.transforms.v2.functional",
    ]),
    ("vision-ops.md", "vision.ops, vision.datasets", ["lumbre.vision.ops", "lumbre.vision.datasets"]),
    ("text.md", "text", ["lumbre.text"]),
    ("hub.md", "hub", ["lumbre.hub"]),
    ("library.md", "library, overrides", ["lumbre.library", "lumbre.overrides"]),
    ("profiler.md", "profiler, utils.benchmark", [
        "lumbre.profiler", "lumbre.autograd.profiler", "lumbre.utils.benchmark", "lumbre.utils.flop_counter", "lumbre.utils.collect_env", "lumbre.monitor",
    ]),
    ("tensorboard.md", "utils.tensorboard", ["lumbre.utils.tensorboard"]),
    ("utils.md", "utils", ["lumbre.utils", "lumbre.utils.checkpoint", "lumbre.utils.dlpack", "lumbre.utils.hooks", "lumbre.utils.summary", "lumbre.utils.weak"]),
    ("multiprocessing.md", "multiprocessing, futures", ["lumbre.multiprocessing", "lumbre.futures"]),
    ("distributed.md", "distributed", ["lumbre.distributed"]),
    ("testing.md", "testing", ["lumbre.testing"]),
]  # fmt: skip

# Pages of the package's own functions: which of the engine's families (files of rust/lumbre/src/ops) each shows. The last takes what is left.
FAMILIES = [
    ("lumbre/creation.md", "Creating tensors", "creation creation_more linspace random random_fill random_gamma window convert copies"),
    ("lumbre/pointwise.md", "Element by element", (
        "pointwise arith unary trig round compare bitwise bits complex select activation activation_functional special special_gamma bessel"
    )),
    ("lumbre/reductions.md", "Reductions, order, statistics", (
        "reduce extreme statistics order_stats count covariance histogram norms scan softmax sort unique segment"
    )),
    ("lumbre/shapes.md", "Shapes, indexing, joining", (
        "shape view view_dtype view_parts view_scatter strided adjoint index index_more advanced scatter scatter_reduce mask join split rearrange pad"
    )),
    ("lumbre/algebra.md", "Products and decompositions", (
        "matmul product einsum cholesky determinant eigen exponential ldl lstsq lu norms pinv products qr reflections solve svd tensors triangular pdist"
    )),
    ("lumbre/layers.md", "Layers as functions", (
        "conv pool fractional_pool norm batch_norm weight_norm native dropout embedding embedding_bag rnn rnn_pack attention loss loss_class loss_margin "
        "ctc pixel upsample grid_sampler deform_conv roi core helpers one several short_time"
    )),
    ("lumbre/other.md", "Everything else", ""),
]  # fmt: skip
