using System.Reflection;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>Finds the property of each field.</summary>
internal static class FieldBinder
{
    public static FieldBinding<T>[] Bind<T>(TypeSchema type)
    {
        var properties = ModelTypes.Properties(typeof(T));
        return [.. type.Fields.Select(field => Bind<T>(field, properties.GetValueOrDefault(field.Name)))];
    }

    private static FieldBinding<T> Bind<T>(FieldSchema field, PropertyInfo? property)
    {
        if (property is null)
        {
            return new UnmodelledBinding<T>(field);
        }

        var codec = CodecFactory.Create(field.Shape, property.PropertyType);
        var binding = typeof(PropertyBinding<,>).MakeGenericType(typeof(T), property.PropertyType);
        return (FieldBinding<T>)Activator.CreateInstance(binding, field, property, codec)!;
    }
}
