using System.Reflection;
using k8s.Models;

namespace OrleansScheduler.Resources.Core.Pods;

/// <summary>Which of its sources a volume names; exactly one is right.</summary>
internal static class VolumeSources
{
    private static readonly PropertyInfo[] Properties =
        [.. typeof(V1Volume).GetProperties().Where(property => property.PropertyType != typeof(string))];

    public static IReadOnlyList<object> Of(V1Volume volume) =>
        [.. Properties.Select(property => property.GetValue(volume)).OfType<object>()];
}
