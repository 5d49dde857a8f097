using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Errors;
using OrleansScheduler.ApiServer.Negotiation;
using OrleansScheduler.ApiServer.Requests;
using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>Finds kind and handler of a resource request, or says why there is none.</summary>
internal sealed class ResourceEndpoint(
    ServedResources resources, VerbHandlers verbs, IEnumerable<ISubresourceHandler> subresources)
{
    private readonly Dictionary<(string GroupResource, string Name), ISubresourceHandler> _subresources =
        subresources.ToDictionary(handler => (handler.GroupResource, handler.Name));

    public async Task InvokeAsync(HttpContext http)
    {
        var context = ApiContext.Of(http);
        var info = context.Info;
        if (resources.Find(info.Group, info.Version, info.Resource) is not { } kind)
        {
            throw ApiErrors.UnknownResource();
        }

        EnsureScope(kind, info);
        var handler = info.Subresource.Length == 0 ? ForObject(kind, info) : ForSubresource(kind, info);
        var request = new ResourceRequest(http, context, kind, Negotiator.Choose(http.Request));
        await handler.HandleAsync(request, http.RequestAborted);
    }

    private static void EnsureScope(ResourceKind kind, RequestInfo info)
    {
        var isMisplaced = kind.IsNamespaced
            ? !info.HasNamespaceInPath && info.HasNameInPath
            : info.HasNamespaceInPath;
        if (isMisplaced)
        {
            throw ApiErrors.UnknownResource();
        }
    }

    private IResourceHandler ForObject(ResourceKind kind, RequestInfo info)
    {
        var isAllNamespaces = kind.IsNamespaced && !info.HasNamespaceInPath;
        var isOnCollection = !info.HasNameInPath;
        var fits = info.Verb switch
        {
            "list" or "watch" => true,
            "create" or "deletecollection" => isOnCollection && !isAllNamespaces,
            "get" or "update" or "patch" or "delete" => !isOnCollection,
            _ => false,
        };
        return fits && kind.Verbs.Contains(info.Verb) ? verbs.Find(info.Verb) : throw ApiErrors.MethodNotAllowed();
    }

    private IResourceHandler ForSubresource(ResourceKind kind, RequestInfo info)
    {
        var subresource = kind.Subresources.FirstOrDefault(s => s.Name == info.Subresource)
            ?? throw ApiErrors.UnknownResource();
        if (!subresource.Verbs.Contains(info.Verb))
        {
            throw ApiErrors.MethodNotAllowed();
        }

        return _subresources.GetValueOrDefault((kind.GroupResource, subresource.Name)) is { } own
            ? own
            : verbs.Find(info.Verb);
    }
}
