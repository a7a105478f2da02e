// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

namespace tierwatch::structure {

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> all{
        {"folders", foldersNobodyAgreedOn},     {"floors", includesAcrossFloors},
        {"budgets", filesOverBudget},           {"unlisted sources", sourcesNoTargetBuilds},
        {"licences", filesWithoutTheirLicence}, {"habits", habitsWeDoNotHave},
        {"packages", packagesToldDifferently},  {"examples", examplesNobodyBuilds},
        {"launchers", launchersThatDisagree},   {"versions", versionsThatDisagree},
        {"options", optionsNobodyTellsOf},
    };
    return all;
}

} // namespace tierwatch::structure
