using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>A request for objects of a kind, routed, authorized and with its answer's form chosen.</summary>
internal sealed record ResourceRequest(HttpContext Http, ApiContext Context, ResourceKind Kind, ResponseForm Form)
{
    public RequestInfo Info => Context.Info;

    public UserIdentity User => Context.User;

    public IQueryCollection Query => Http.Request.Query;

    public string Subresource => Info.Subresource;

    /// <summary>The namespace to list; null for cluster-scoped kinds and for all namespaces.</summary>
    public string? Namespace => Kind.IsNamespaced && Info.Namespace.Length > 0 ? Info.Namespace : null;

    public ObjectKey Key => new(Kind.IsNamespaced ? Info.Namespace : "", Info.Name);
}
