"""Names of PyTorch that have nothing behind them here: they can be imported and looked up, and say so when they are called."""

from ._absent import function, kind

# Functions: of sparse, quantized and nested tensors, of other libraries' kernels, and of linear algebra not yet there.
FUNCTIONS = (
    "batch_norm_backward_elemt batch_norm_backward_reduce batch_norm_elemt batch_norm_gather_stats "
    "batch_norm_gather_stats_with_counts batch_norm_stats batch_norm_update_stats ccol_indices_copy chalf "
    "choose_qparams_optimized col_indices_copy crow_indices_copy cudnn_affine_grid_generator cudnn_batch_norm "
    "cudnn_convolution cudnn_convolution_add_relu cudnn_convolution_relu cudnn_convolution_transpose cudnn_grid_sampler "
    "cudnn_is_acceptable dequantize empty_quantized "
    "fbgemm_linear_fp16_weight fbgemm_linear_fp16_weight_fp32_activation fbgemm_linear_int8_weight "
    "fbgemm_linear_int8_weight_fp32_activation fbgemm_linear_quantize_weight fbgemm_pack_gemm_matrix_fp16 "
    "fbgemm_pack_quantized_matrix fork fused_moving_avg_obs_fake_quant hsmm import_ir_module "
    "import_ir_module_from_buffer indices_copy int_repr merge_type_from_type_comment miopen_batch_norm miopen_convolution "
    "miopen_convolution_add_relu miopen_convolution_relu miopen_convolution_transpose miopen_ctc_loss "
    "miopen_depthwise_convolution miopen_rnn mkldnn_adaptive_avg_pool2d mkldnn_convolution mkldnn_linear_backward_weights "
    "mkldnn_max_pool2d mkldnn_max_pool3d mkldnn_rnn_layer native_norm nuclear_norm parse_ir parse_schema parse_type_comment "
    "q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point quantize_per_channel "
    "quantize_per_tensor quantize_per_tensor_dynamic quantized_batch_norm quantized_gru quantized_gru_cell quantized_lstm "
    "quantized_lstm_cell quantized_max_pool1d quantized_max_pool2d quantized_max_pool3d quantized_rnn_relu_cell "
    "quantized_rnn_tanh_cell resize_as_sparse_ row_indices_copy saddmm set_autocast_ipu_dtype set_autocast_xla_dtype "
    "sspaddmm sym_constrain_range sym_constrain_range_for_size sym_fresh_size sym_sqrt unify_type_list values_copy wait "
    "while_loop _scaled_mm _scaled_mm_v2 _scaled_grouped_mm _flash_attention_forward _efficient_attention_forward "
).split()

# Methods of Tensor.
METHODS = (
    "chalf dequantize eig int_repr ipu lstsq mtia "
    "q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point qscheme resize_as_sparse_ "
    "smm solve sparse_resize_ sparse_resize_and_clear_ sspaddmm symeig to_mkldnn to_padded_tensor xpu "
).split()

# Classes, most of them of PyTorch's compiler.
CLASSES = (
    "AcceleratorError AggregationType AliasDb AnyType Argument ArgumentSpec AwaitType BenchmarkConfig BenchmarkExecutionStats "
    "Block BoolType BufferDict CallStack Capsule ClassType Code CompilationUnit CompleteArgumentSpec ComplexType "
    "ConcreteModuleType ConcreteModuleTypeBuilder DeepCopyMemoTable DeserializationStorageContext DeviceObjType DictType "
    "DispatchKey DispatchKeySet EnumType ErrorReport Event ExcludeDispatchKeyGuard ExecutionPlan FatalError FileCheck "
    "FloatType FunctionSchema Future FutureType Gradient Graph GraphExecutorState IODescriptor InferredType IntType "
    "InterfaceType JITException ListType LiteScriptModule LockingLogger LoggerBase ModuleDict Node NoneType NoopLogger "
    "NumberType OperatorInfo OptionalType ParameterDict PyObjectType PyTorchFileReader PyTorchFileWriter QInt32Storage "
    "QInt8Storage QUInt2x4Storage QUInt4x2Storage QUInt8Storage RRefType ScriptClass ScriptClassFunction ScriptDict "
    "ScriptDictIterator ScriptDictKeyIterator ScriptFunction ScriptList ScriptListIterator ScriptMethod ScriptModule "
    "ScriptModuleSerializer ScriptObject ScriptObjectProperty SerializationStorageContext StaticModule Stream StreamObjType "
    "StringType SymBoolType SymIntType Tag TensorType ThroughputBenchmark TracingState TupleType Type UnionType Use Value "
).split()

# Dtypes that cannot be computed with here.
DTYPES = (
    "complex32 chalf bcomplex32 qint8 qint32 quint8 quint2x4 quint4x2 bit bits1x8 bits2x4 bits4x2 bits8 bits16 int1 int2 int3 int4 "
    "int5 int6 int7 uint1 uint2 uint3 uint4 uint5 uint6 uint7 float4_e2m1fn_x2 float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu"
).split()
LAYOUTS = ["jagged"]
SCHEMES = "per_tensor_affine per_channel_affine per_tensor_symmetric per_channel_symmetric per_channel_affine_float_qparams".split()


def method(name):
    """A method that raises NotImplementedError with its name."""
    return function(f"torch.Tensor.{name}")


def _class(name):
    if name.endswith(("Error", "Exception")):
        return type(name, (RuntimeError,), {"__module__": "torch", "__doc__": f"Raised by nothing here: torch.{name}."})
    made = kind(name)
    made.__module__ = "torch"
    return made


class AbsentType:
    """Stands for a dtype, layout or scheme that tensors here do not have; comparable and printable, refused by every op."""

    _absent = True

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f"torch.{self._name}"

    def __reduce__(self):
        return self._name

    is_floating_point = property(lambda self: self._name.startswith("float"))
    is_complex = property(lambda self: "complex" in self._name or self._name == "chalf")

    @property
    def itemsize(self):
        """Bytes an element takes."""
        return {"complex32": 4, "chalf": 4, "bcomplex32": 4, "qint32": 4, "bits16": 2}.get(self._name, 1)


_OTHER = {
    "SUM": "SUM", "AVG": "AVG", "PRIVATE_OPS": (), "TYPE_CHECKING": False, "USE_GLOBAL_DEPS": False, "USE_RTLD_GLOBAL_WITH_LIBTORCH": False,
    "has_lapack": True, "has_mkl": False, "has_openmp": False, "has_spectral": True,
}
_TYPES = {name: AbsentType(name) for name in (*DTYPES, *LAYOUTS, *SCHEMES) if name != "chalf"}
_TYPES["chalf"] = _TYPES["complex32"]


def find(name):
    """What stands for an absent name of the package; None if PyTorch has no such name either."""
    if name in _TYPES:
        return _TYPES[name]
    if name in _OTHER:
        return _OTHER[name]
    if name in FUNCTIONS:
        return function(f"torch.{name}")
    return _class(name) if name in CLASSES else None
