from . import password
from . import rejected
from . import template
