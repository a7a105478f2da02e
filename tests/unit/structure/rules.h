// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sourcetree.h"

namespace tierwatch::structure {

/// What breaks a rule, a sentence each that begins with the place; empty where it is kept.
using Findings = QStringList;

struct Rule
{
    const char* name;
    Findings (*check)(const SourceTree&);
};

/// Every rule the tree has to keep.
[[nodiscard]] const std::vector<Rule>& rules();

// includerules.cpp
[[nodiscard]] Findings includesAcrossFloors(const SourceTree& tree);

// textrules.cpp
[[nodiscard]] Findings foldersNobodyAgreedOn(const SourceTree& tree);
[[nodiscard]] Findings filesOverBudget(const SourceTree& tree);
[[nodiscard]] Findings filesWithoutTheirLicence(const SourceTree& tree);
[[nodiscard]] Findings habitsWeDoNotHave(const SourceTree& tree);

// documentrules.cpp
[[nodiscard]] Findings examplesNobodyBuilds(const SourceTree& tree);
[[nodiscard]] Findings optionsNobodyTellsOf(const SourceTree& tree);

// listingrules.cpp
[[nodiscard]] Findings sourcesNoTargetBuilds(const SourceTree& tree);

// packagingrules.cpp
[[nodiscard]] Findings packagesToldDifferently(const SourceTree& tree);
[[nodiscard]] Findings launchersThatDisagree(const SourceTree& tree);
[[nodiscard]] Findings versionsThatDisagree(const SourceTree& tree);

} // namespace tierwatch::structure
