// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/requestparser.h"

#include "http/requesttarget.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <limits>

// The only source that includes Boost.Beast, which takes long to compile.

namespace tierwatch {

namespace {

namespace beast = boost::beast;

QByteArrayView viewOf(beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

std::optional<HttpMethod> methodOf(beast::http::verb given)
{
    using beast::http::verb;
    switch (given) {
    case verb::get:
        return HttpMethod::Get;
    case verb::head:
        return HttpMethod::Head;
    case verb::post:
        return HttpMethod::Post;
    case verb::put:
        return HttpMethod::Put;
    case verb::patch:
        return HttpMethod::Patch;
    case verb::delete_:
        return HttpMethod::Delete;
    case verb::options:
        return HttpMethod::Options;
    default:
        return std::nullopt;
    }
}

/// Keeps views of what Beast finds. It is shown a whole head at once, and never a body.
class HeadParser final : public beast::http::basic_parser<true>
{
public:
    HeadParser(HttpRequest& request, HeadTraits& traits) : m_request(request), m_traits(traits)
    {
        header_limit(std::uint32_t(request.head.size()));
        body_limit(std::numeric_limits<std::uint64_t>::max()); // none would be the least
        eager(false);
    }
    [[nodiscard]] const HttpRefusal* refusal() const { return m_refusal; }

protected:
    void on_request_impl(beast::http::verb verb, beast::string_view /*method*/,
                         beast::string_view target, int version, beast::error_code&) override
    {
        m_traits.isHttp11 = version == 11;
        const auto method = methodOf(verb);
        m_request.method = method.value_or(HttpMethod::Get);
        if (!method)
            m_refusal = &refusals::unknownMethod;
        else if (!takeTarget(viewOf(target), m_request, m_traits))
            m_refusal = &refusals::malformed;
    }
    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                       beast::error_code&) override
    {
        m_request.headers.push_back({viewOf(name), viewOf(value)});
    }
    void on_response_impl(int, beast::string_view, int, beast::error_code&) override {}
    void on_header_impl(beast::error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, beast::error_code&) override {}
    std::size_t on_body_impl(beast::string_view, beast::error_code&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, beast::string_view, beast::error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, beast::error_code&) override
    {
        return 0;
    }
    void on_finish_impl(beast::error_code&) override {}

private:
    HttpRequest& m_request;
    HeadTraits& m_traits;
    const HttpRefusal* m_refusal = nullptr;
};

} // namespace

const HttpRefusal* parseHead(QByteArrayView head, HttpRequest& request, HeadTraits& traits)
{
    request.head = head.toByteArray();
    HeadParser parser(request, traits);
    beast::error_code error;
    const auto taken = parser.put({request.head.constData(), size_t(head.size())}, error);
    if (error == beast::http::error::bad_version)
        return &refusals::version;
    if (error || !parser.is_header_done() || qsizetype(taken) != head.size())
        return &refusals::malformed;
    traits.keepAlive = traits.isHttp11 && parser.keep_alive();
    return parser.refusal();
}

} // namespace tierwatch
