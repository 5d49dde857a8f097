using k8s;
using k8s.Models;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>An object's name and namespace must be those of the path, or be left out.</summary>
internal static class ObjectIdentity
{
    public static IKubernetesObject<V1ObjectMeta> TakeNamespace(ResourceRequest request, IKubernetesObject<V1ObjectMeta> obj)
    {
        obj.Metadata ??= new V1ObjectMeta();
        var expected = request.Key.Namespace;
        if (!string.IsNullOrEmpty(obj.Metadata.NamespaceProperty) && obj.Metadata.NamespaceProperty != expected)
        {
            throw StatusErrors.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request");
        }

        obj.Metadata.NamespaceProperty = expected.Length == 0 ? null : expected;
        return obj;
    }

    public static IKubernetesObject<V1ObjectMeta> TakeNameAndNamespace(ResourceRequest request, IKubernetesObject<V1ObjectMeta> obj)
    {
        TakeNamespace(request, obj);
        var expected = request.Key.Name;
        if (!string.IsNullOrEmpty(obj.Metadata.Name) && obj.Metadata.Name != expected)
        {
            throw StatusErrors.BadRequest(
                $"the name of the object ({obj.Metadata.Name}) does not match the name on the URL ({expected})");
        }

        obj.Metadata.Name = expected;
        return obj;
    }
}
