//! Raw strided views: what a kernel is given. Making one is the unsafe step; kernels themselves are safe to call.

use crate::dtype::DType;
use std::marker::PhantomData;

/// A strided, read-only view. Sizes and strides count elements; `ptr` already includes the offset.
#[derive(Clone, Copy)]
pub struct View<'a> {
    ptr: *const u8,
    pub dtype: DType,
    pub sizes: &'a [i64],
    pub strides: &'a [i64],
}

/// A strided view that may be written.
pub struct ViewMut<'a> {
    ptr: *mut u8,
    pub dtype: DType,
    pub sizes: &'a [i64],
    pub strides: &'a [i64],
    life: PhantomData<&'a mut u8>,
}

// SAFETY: a view is a checked pointer range; kernels split its elements among the pool's threads.
unsafe impl Send for View<'_> {}
// SAFETY: as above.
unsafe impl Sync for View<'_> {}
// SAFETY: as above; threads write disjoint elements.
unsafe impl Send for ViewMut<'_> {}
// SAFETY: as above.
unsafe impl Sync for ViewMut<'_> {}

impl<'a> View<'a> {
    /// # Safety
    /// Every element that sizes and strides reach from `ptr` lies inside one live allocation, initialised, aligned for
    /// `dtype`, and is not written by anyone but the same kernel call for `'a`. Bool bytes are 0 or 1.
    pub unsafe fn new(ptr: *const u8, dtype: DType, sizes: &'a [i64], strides: &'a [i64]) -> View<'a> {
        debug_assert_eq!(sizes.len(), strides.len());
        View { ptr, dtype, sizes, strides }
    }

    #[inline]
    pub fn ptr<T>(&self) -> *const T {
        self.ptr as *const T
    }

    pub fn dim(&self) -> usize {
        self.sizes.len()
    }

    pub fn numel(&self) -> usize {
        self.sizes.iter().product::<i64>() as usize
    }

    pub fn is_contiguous(&self) -> bool {
        is_contiguous(self.sizes, self.strides)
    }

    /// The same memory under other sizes and strides, `offset` elements further.
    ///
    /// # Safety
    /// As `View::new`.
    pub unsafe fn with<'b>(&self, offset: i64, sizes: &'b [i64], strides: &'b [i64]) -> View<'b>
    where
        'a: 'b,
    {
        let ptr = self.ptr.wrapping_offset(offset as isize * self.dtype.size() as isize);
        View { ptr, dtype: self.dtype, sizes, strides }
    }
}

impl<'a> ViewMut<'a> {
    /// # Safety
    /// As `View::new`, and nobody else reads or writes the elements for `'a`. The elements may be uninitialised.
    pub unsafe fn new(ptr: *mut u8, dtype: DType, sizes: &'a [i64], strides: &'a [i64]) -> ViewMut<'a> {
        debug_assert_eq!(sizes.len(), strides.len());
        ViewMut { ptr, dtype, sizes, strides, life: PhantomData }
    }

    #[inline]
    pub fn ptr<T>(&self) -> *mut T {
        self.ptr as *mut T
    }

    pub fn dim(&self) -> usize {
        self.sizes.len()
    }

    pub fn numel(&self) -> usize {
        self.sizes.iter().product::<i64>() as usize
    }

    pub fn is_contiguous(&self) -> bool {
        is_contiguous(self.sizes, self.strides)
    }

    /// Reads back what the kernel has written.
    pub fn as_view(&self) -> View<'_> {
        View { ptr: self.ptr, dtype: self.dtype, sizes: self.sizes, strides: self.strides }
    }

    /// A shorter borrow of the same view.
    pub fn reborrow(&mut self) -> ViewMut<'_> {
        ViewMut { ptr: self.ptr, dtype: self.dtype, sizes: self.sizes, strides: self.strides, life: PhantomData }
    }

    /// The same memory under other sizes and strides, `offset` elements further.
    ///
    /// # Safety
    /// As `ViewMut::new`.
    pub unsafe fn with<'b>(&mut self, offset: i64, sizes: &'b [i64], strides: &'b [i64]) -> ViewMut<'b>
    where
        'a: 'b,
    {
        let ptr = self.ptr.wrapping_offset(offset as isize * self.dtype.size() as isize);
        ViewMut { ptr, dtype: self.dtype, sizes, strides, life: PhantomData }
    }
}

/// Row-major without gaps; dimensions of size 1 may have any stride; empty tensors are contiguous.
#[inline]
pub fn is_contiguous(sizes: &[i64], strides: &[i64]) -> bool {
    if let ([n], [s]) = (sizes, strides) {
        return *s == 1 || *n <= 1;
    }
    let mut expect = 1;
    for (&n, &s) in sizes.iter().zip(strides).rev() {
        if n == 0 {
            return true;
        }
        if n != 1 {
            if s != expect {
                return sizes.contains(&0);
            }
            expect *= n;
        }
    }
    true
}
