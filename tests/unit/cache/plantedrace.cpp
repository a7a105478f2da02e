// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include <QByteArray>
#include <QThreadPool>

#include <latch>
#include <string_view>
#include <thread>

namespace {

/// A count that nobody guards, beside work inside Qt's library, as in the code that is judged.
void countUnguarded(std::latch& bothHere, qsizetype& count)
{
    bothHere.arrive_and_wait();
    for (int i = 0; i < 1000; ++i)
        count += QByteArray::number(i).size();
}

} // namespace

/// Not a test but what one needs: a data race of ours, which ThreadSanitizer has to report whatever
/// it is told to overlook. In threads of its own, or in a pool of Qt's.
int main(int argumentCount, char** arguments)
{
    std::latch bothHere(2);
    qsizetype count = 0;
    const auto work = [&] { countUnguarded(bothHere, count); };
    if (argumentCount > 1 && std::string_view(arguments[1]) == "pool") {
        QThreadPool pool;
        pool.setMaxThreadCount(2);
        pool.start(work);
        pool.start(work);
        pool.waitForDone();
    } else {
        const std::jthread one(work);
        const std::jthread two(work);
    }
    return 0;
}
