using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>A request for objects of a stored kind.</summary>
internal sealed record ResourceRequest(HttpContext Http, ApiContext Context, ResourceKind Kind, ResponseForm Form)
    : ApiRequest(Http, Context, Form)
{
    public string Subresource => Info.Subresource;

    /// <summary>The namespace to list; null for cluster-scoped kinds and for all namespaces.</summary>
    public string? Namespace => Kind.IsNamespaced && Info.Namespace.Length > 0 ? Info.Namespace : null;

    public ObjectKey Key => new(Kind.IsNamespaced ? Info.Namespace : "", Info.Name);
}
