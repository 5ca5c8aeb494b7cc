"""Layouts and dtypes that are not there raise NotImplementedError with their names."""

import lumbre
import pytest
