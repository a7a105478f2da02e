// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/tokeninfo.h"
#include "listenaddress.h"

#include <QStringList>

namespace tierwatch {

/// What the program was asked to do.
struct CommandLine
{
    enum class Task {
        Serve,
        CreateToken,
        ListTokens,
        RevokeToken,
        RotateToken,
        VerifyAudit,
        ShowHelp,
        ShowVersion,
    };

    Task task = Task::Serve;
    QString workspace;    ///< a folder
    QString file;         ///< a cache file of another program
    QString state;        ///< where tokens and audit log are; empty = where they are by themselves
    bool control = false; ///< actions on the file are wanted
    ListenAddress listen = {};
    QStringList hostNames = {};
    bool insecure = false;
    QString certificate = {};
    QString key = {};
    TokenWish token = {}; ///< of the others that name a token: its name alone

    /// InvalidArgument, naming the option, for what can't be understood.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList& arguments);
    /// Needs an application.
    [[nodiscard]] static QString helpText();
};

} // namespace tierwatch
