// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rangechoice.h"
#include "theme/theme.h"
#include "window/targetopener.h"

#include <QSize>
#include <QStringList>

#include <chrono>
#include <optional>

namespace tierwatch {

/// What the program was asked to do.
struct CommandLine
{
    enum class Task { Dashboard, CreateSample, ShowHelp, ShowVersion };

    Task task = Task::Dashboard;
    QString workspace;     ///< empty = the last one, or the first-run page
    QString file;          ///< a cache file that another program owns
    QString service;       ///< the base URL of a published cache
    QString server;        ///< the source server to sign in to there; empty = its only one
    QByteArray token;      ///< to ask it with; empty = the one that is kept, or that is asked for
    QString authorities;   ///< a file of certificates to trust besides the system's
    bool insecure = false; ///< the token may go to another machine in the clear
    bool sample = false;
    bool startLoad = false; ///< the simulated users of the sample
    TargetOpener::Access access = TargetOpener::Access::Control;
    QString link; ///< a tierwatch:// link, for a person to look at
    QString createSampleIn;
    QString screenshot; ///< a file; empty = none
    std::chrono::seconds after{4};
    QSize size{1280, 800};
    std::optional<Theme::Mode> theme;
    std::optional<RangeChoice> range;

    /// InvalidArgument, naming the option, for what can't be understood. Needs no application.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList& arguments);
    /// Needs an application.
    [[nodiscard]] static QString helpText();
};

} // namespace tierwatch
