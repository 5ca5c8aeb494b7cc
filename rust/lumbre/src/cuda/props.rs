//! What a GPU says about itself.

use super::status::check;
use crate::error::Result;
use cudarc::driver::sys::{self, CUdevice_attribute as A};

/// PyTorch's `_CudaDeviceProperties`.
#[derive(Clone, Debug, Default)]
pub struct Props {
    pub name: String,
    pub major: i32,
    pub minor: i32,
    pub total_memory: usize,
    pub multi_processor_count: i32,
    pub max_threads_per_multi_processor: i32,
    pub max_threads_per_block: i32,
    pub shared_memory_per_block: i32,
    pub shared_memory_per_block_optin: i32,
    pub shared_memory_per_multiprocessor: i32,
    pub regs_per_multiprocessor: i32,
    pub warp_size: i32,
    pub l2_cache_size: i32,
    pub clock_rate: i32,
    pub memory_clock_rate: i32,
    pub memory_bus_width: i32,
    pub is_integrated: bool,
    pub is_multi_gpu_board: bool,
    pub pci_bus_id: i32,
    pub pci_device_id: i32,
    pub pci_domain_id: i32,
    pub uuid: [u8; 16],
}

pub(super) fn read(device: sys::CUdevice) -> Result<Props> {
    let get = |a: A| {
        let mut v = 0;
        // SAFETY: a live device and a place for the answer. What an older driver does not know reads as 0.
        let code = unsafe { sys::cuDeviceGetAttribute(&mut v, a, device) };
        if code == sys::CUresult::CUDA_SUCCESS { v } else { 0 }
    };
    let mut name = [0u8; 256];
    // SAFETY: the buffer's length is given.
    check("cuDeviceGetName", unsafe { sys::cuDeviceGetName(name.as_mut_ptr().cast(), 256, device) })?;
    let mut total = 0usize;
    // SAFETY: a place for the answer.
    check("cuDeviceTotalMem", unsafe { sys::cuDeviceTotalMem_v2(&mut total, device) })?;
    let mut uuid = sys::CUuuid { bytes: [0; 16] };
    // SAFETY: a place for sixteen bytes.
    check("cuDeviceGetUuid", unsafe { sys::cuDeviceGetUuid_v2(&mut uuid, device) })?;
    let end = name.iter().position(|b| *b == 0).unwrap_or(name.len());
    Ok(Props {
        name: String::from_utf8_lossy(&name[..end]).into_owned(),
        major: get(A::CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
        minor: get(A::CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
        total_memory: total,
        multi_processor_count: get(A::CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT).max(1),
        max_threads_per_multi_processor: get(A::CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_MULTIPROCESSOR),
        max_threads_per_block: get(A::CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK),
        shared_memory_per_block: get(A::CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK),
        shared_memory_per_block_optin: get(A::CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN),
        shared_memory_per_multiprocessor: get(A::CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_MULTIPROCESSOR),
        regs_per_multiprocessor: get(A::CU_DEVICE_ATTRIBUTE_MAX_REGISTERS_PER_MULTIPROCESSOR),
        warp_size: get(A::CU_DEVICE_ATTRIBUTE_WARP_SIZE),
        l2_cache_size: get(A::CU_DEVICE_ATTRIBUTE_L2_CACHE_SIZE),
        clock_rate: get(A::CU_DEVICE_ATTRIBUTE_CLOCK_RATE),
        memory_clock_rate: get(A::CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE),
        memory_bus_width: get(A::CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH),
        is_integrated: get(A::CU_DEVICE_ATTRIBUTE_INTEGRATED) != 0,
        is_multi_gpu_board: get(A::CU_DEVICE_ATTRIBUTE_MULTI_GPU_BOARD) != 0,
        pci_bus_id: get(A::CU_DEVICE_ATTRIBUTE_PCI_BUS_ID),
        pci_device_id: get(A::CU_DEVICE_ATTRIBUTE_PCI_DEVICE_ID),
        pci_domain_id: get(A::CU_DEVICE_ATTRIBUTE_PCI_DOMAIN_ID),
        uuid: uuid.bytes.map(|b| b as u8),
    })
}
