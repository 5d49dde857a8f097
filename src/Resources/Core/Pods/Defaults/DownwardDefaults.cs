using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods.Defaults;

/// <summary>The defaults of references to the pod's own fields.</summary>
internal static class DownwardDefaults
{
    public static void Apply(V1ObjectFieldSelector? field)
    {
        if (field is not null)
        {
            field.ApiVersion = PodSpecDefaults.OrDefault(field.ApiVersion, "v1");
        }
    }

    public static void Apply(V1ResourceFieldSelector? resource)
    {
        if (resource is not null)
        {
            resource.Divisor ??= new ResourceQuantity("0");
        }
    }

    public static void Apply(IList<V1DownwardAPIVolumeFile>? files)
    {
        foreach (var file in files ?? [])
        {
            Apply(file.FieldRef);
            Apply(file.ResourceFieldRef);
        }
    }
}
