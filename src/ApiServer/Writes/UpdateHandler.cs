using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>PUT of an object or of one of its subresources.</summary>
internal sealed class UpdateHandler(IResourceRegistry registry, RepeatedRenewals renewals, ObjectSender sender) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = WriteRequestOptions.Read(request, "UpdateOptions");
        var body = await ObjectDecoder.ReadBodyAsync(request, cancellationToken);
        if (RepeatedRenewals.Concerns(request)
            && await renewals.TryRepeatAsync(request, body, options, cancellationToken) is { } renewed)
        {
            await sender.SendAsync(request, StatusCodes.Status200OK, renewed, cancellationToken);
            return;
        }

        var received = ObjectDecoder.Decode(request, body);
        var outcome = await registry.UpdateAsync(
            request.Kind,
            request.Key,
            request.Subresource,
            _ => ObjectIdentity.TakeNameAndNamespace(request, received.Take()),
            options with { ExpectedUid = received.Uid },
            cancellationToken);
        if (RepeatedRenewals.Concerns(request))
        {
            renewals.Remember(request, body, options, outcome.Object);
        }

        var code = outcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await sender.SendAsync(request, code, outcome.Object, cancellationToken);
    }
}
