using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>
/// Answers <c>/openapi/v3</c>, which tells the address of each document, and the documents. An address holds the
/// hash of its content: under the right hash a document never changes, under a wrong one it has moved.
/// </summary>
internal sealed class OpenApiEndpoints(OpenApiCatalog catalog, TimeProvider time)
{
    private const string Json = "application/json";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public void Map(IEndpointRouteBuilder routes)
    {
        // Kubernetes says plain text of the root, and clients that compare would notice.
        routes.MapGet("/openapi/v3", http => SendAsync(http, catalog.Root, "text/plain; charset=utf-8"));
        routes.MapGet("/openapi/v3/{**path}", DocumentAsync);
        routes.MapGet("/openapi/v2", Version2Async);
    }

    private Task DocumentAsync(HttpContext http)
    {
        if (catalog.Find($"{http.Request.RouteValues["path"]}") is not { } document)
        {
            return PageNotFound.AnswerAsync(http);
        }

        if (http.Request.Query.TryGetValue("hash", out var hash) && !StringValues.IsNullOrEmpty(hash))
        {
            if (hash != document.Hash)
            {
                http.Response.Redirect(document.RelativeUrl, permanent: true);
                return Task.CompletedTask;
            }

            http.Response.Headers.CacheControl = "public, immutable";
            http.Response.Headers.Expires = (time.GetUtcNow() + Lifetime).ToString("R", CultureInfo.InvariantCulture);
        }

        return SendAsync(http, document, Json);
    }

    private static Task Version2Async(HttpContext http) => Accepts(http.Request, Version2Document.AcceptedType)
        ? SendAsync(http, Version2Document.Protobuf, Version2Document.ContentType, Version2Document.AcceptedType)
        : SendAsync(http, Version2Document.Json, Json);

    private static async Task SendAsync(
        HttpContext http, OpenApiDocument document, string contentType, string acceptedType = Json)
    {
        http.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (!Accepts(http.Request, acceptedType, "application/*", "*/*"))
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        var tag = new EntityTagHeaderValue($"\"{document.Hash}\"");
        http.Response.Headers.ETag = tag.ToString();
        if (IsKnown(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = contentType;
        var body = document.Content;
        if (JsonSender.MayCompress(http, body.Length))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            body = document.Compressed;
        }

        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    private static bool Accepts(HttpRequest request, params string[] mediaTypes) =>
        AcceptClause.Parse(request.Headers.Accept.ToString()).Any(clause => mediaTypes.Contains(clause.MediaType));

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(candidate => candidate.Tag == "*" || candidate.Compare(tag, useStrongComparison: false));
}
