// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/state.h"

namespace tierwatch {

using namespace Qt::StringLiterals;

StateLook lookOf(State state)
{
    switch (state) {
    case State::Ok:
        return {Token::Ok, Token::OkBg, Token::OkBorder, u"ok"_s};
    case State::Info:
        break;
    case State::Warning:
        return {Token::Warning, Token::WarningBg, Token::WarningBorder, u"warning"_s};
    case State::Error:
        return {Token::Error, Token::ErrorBg, Token::ErrorBorder, u"error"_s};
    case State::Stale:
        return {Token::Stale, Token::StaleBg, Token::StaleBorder, u"stale"_s};
    }
    return {Token::TextSecondary, Token::InfoBg, Token::InfoBorder, u"info"_s};
}

} // namespace tierwatch
