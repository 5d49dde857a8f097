using OrleansScheduler.Resources.Schema;

namespace OrleansScheduler.ApiServer.OpenApi;

/// <summary>The names of schemas: where Kubernetes' own code defines the type, which generated clients build on.</summary>
internal static class SchemaNames
{
    public const string Patch = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch";

    private const string Machinery = "io.k8s.apimachinery.pkg";

    public static string Of(TypeSchema type) => $"{PackageOf(type.Package)}.{type.Name}";

    /// <summary>The types that are no struct and still have a schema of their own.</summary>
    public static string Of(ShapeKind kind) => kind switch
    {
        ShapeKind.Quantity => $"{Machinery}.api.resource.Quantity",
        ShapeKind.IntOrString => $"{Machinery}.util.intstr.IntOrString",
        ShapeKind.Time => $"{Machinery}.apis.meta.v1.Time",
        ShapeKind.MicroTime => $"{Machinery}.apis.meta.v1.MicroTime",
        ShapeKind.FieldsV1 => $"{Machinery}.apis.meta.v1.FieldsV1",
        ShapeKind.RawExtension => $"{Machinery}.runtime.RawExtension",
        ShapeKind.Json => $"{PackageOf("apiextensions/v1")}.JSON",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string PackageOf(string package)
    {
        var dotted = package.Replace('/', '.');
        return package.Split('/')[0] switch
        {
            "meta" => $"{Machinery}.apis.{dotted}",
            "version" => $"{Machinery}.version",
            "apiextensions" => $"io.k8s.apiextensions-apiserver.pkg.apis.{dotted}",
            "apiregistration" => $"io.k8s.kube-aggregator.pkg.apis.{dotted}",
            _ => $"io.k8s.api.{dotted}",
        };
    }
}
