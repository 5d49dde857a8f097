using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>A request for a resource, authorized and with its answer's form chosen.</summary>
internal record ApiRequest(HttpContext Http, ApiContext Context, ResponseForm Form)
{
    public RequestInfo Info => Context.Info;

    public UserIdentity User => Context.User;

    public IQueryCollection Query => Http.Request.Query;
}
