using k8s.Models;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.ApiServer.Writes;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.PodWrites;

/// <summary>POST of <c>pods/NAME/binding</c>: assigns the pod to a node.</summary>
internal sealed class PodBindingHandler(IPodBinder binder) : ISubresourceHandler
{
    private static readonly GroupVersionKind Type = new("", "v1", "Binding");

    public string GroupResource => "pods";

    public string Name => "binding";

    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = WriteRequestOptions.Read(request, "CreateOptions");
        var binding = (V1Binding)await ObjectDecoder.ReadAsync(request, Type, cancellationToken);
        if (!string.IsNullOrEmpty(binding.Metadata?.Name) && binding.Metadata.Name != request.Key.Name)
        {
            throw StatusErrors.BadRequest("name in URL does not match name in Binding object");
        }

        await binder.BindAsync(request.Key, binding, options, cancellationToken);
        await StatusSender.SendCreatedAsync(request, cancellationToken);
    }
}
