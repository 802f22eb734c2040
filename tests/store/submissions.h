#pragma once

#include "form/submission.h"

#include <string>

inline huibiao::form::Submission submission(std::string const& id, std::string const& answer = "1") {
    return {"uuid:" + id,
            "manyi",
            "2023051801",
            "<data id=\"manyi\" version=\"2023051801\"><q1>" + answer + "</q1><meta><instanceID>uuid:" + id +
                "</instanceID></meta></data>",
            {}};
}
