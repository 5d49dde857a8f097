using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Lists;
using OrleansScheduler.ApiServer.Patches;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.ManagedFields;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>PATCH by server-side apply: creates what is not there, and changes only what the manager speaks of.</summary>
internal sealed class ApplyHandler(IResourceRegistry registry, ObjectSender sender, TimeProvider time) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var document = await AppliedDocument.ReadAsync(request.Http.Request, cancellationToken);
        var options = WriteRequestOptions.Read(request, "PatchOptions", isApply: true);
        var force = ListOptions.IsTrue(request.Query["force"]);
        var apply = new ServerSideApply(request.Kind, request.Subresource, time);
        var outcome = await registry.UpdateAsync(
            request.Kind,
            request.Key,
            request.Subresource,
            current => current is null && request.Subresource.Length > 0
                ? throw StatusErrors.NotFound(request.Kind, request.Key.Name)
                : ObjectIdentity.TakeNameAndNamespace(request, apply.Apply(document, current, options.FieldManager, force)),
            options,
            cancellationToken);
        var code = outcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await sender.SendAsync(request, code, outcome.Object, cancellationToken);
    }
}
