#pragma once

#include "weights.h"

/// Takes out what is not in simplified characters: what OpenCC's t2s (traditional to simplified) would
/// change.
void dropTraditional(Weighted& words);
