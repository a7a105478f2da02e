// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace tierwatch {

// Commands that ask one thing and print it.

class UsersCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
};

class WatermarksCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;

private:
    void tell(const Watermarks& watermarks);
};

class ActionsCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
};

class ConfigCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
};

class CleanUpCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
};

class UndoCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
};

} // namespace tierwatch
