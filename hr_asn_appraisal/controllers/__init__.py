from . import password
from . import rejected
