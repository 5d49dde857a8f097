using k8s.Models;

namespace OrleansScheduler.Resources.Schema.Codecs;

/// <summary>Makes the codec for a wire shape that the models hold as some CLR type.</summary>
internal static class CodecFactory
{
    /// <summary>A <c>ValueCodec</c> of <paramref name="type"/>.</summary>
    public static object Create(ValueShape shape, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Generic(typeof(NullableCodec<>), underlying, Create(shape, underlying), shape.IsPointer);
        }

        return shape.Kind switch
        {
            ShapeKind.Struct when type == typeof(object) => new RawCodec(shape),
            ShapeKind.Struct => Generic(typeof(StructCodec<>), type, shape),
            ShapeKind.List => List(shape, type),
            ShapeKind.Map => Map(shape, type),
            ShapeKind.RawExtension or ShapeKind.FieldsV1 or ShapeKind.Json => new RawCodec(shape),
            _ => Scalar(shape, type),
        };
    }

    private static object Scalar(ValueShape shape, Type type) => (shape.Kind, Type.GetTypeCode(type)) switch
    {
        (ShapeKind.String, TypeCode.String) => new StringCodec(shape),
        (ShapeKind.Int32 or ShapeKind.Int64, TypeCode.Int32) => new Int32Codec(shape),
        (ShapeKind.Int32 or ShapeKind.Int64, TypeCode.Int64) => new Int64Codec(shape),
        (ShapeKind.Bool, TypeCode.Boolean) => new BoolCodec(shape),
        (ShapeKind.Float64, TypeCode.Double) => new DoubleCodec(shape),
        (ShapeKind.Time or ShapeKind.MicroTime, TypeCode.DateTime) => new TimeCodec(shape),
        (ShapeKind.Bytes, _) when type == typeof(byte[]) => new BytesCodec(shape),
        (ShapeKind.Quantity, _) when type == typeof(ResourceQuantity) => new QuantityCodec(shape),
        (ShapeKind.IntOrString, _) when type == typeof(IntOrString) => new IntOrStringCodec(shape),
        _ => throw new NotSupportedException($"The models hold {shape.GoType} as {type}."),
    };

    private static object List(ValueShape shape, Type type)
    {
        var element = type.GetGenericArguments()[0];
        return Generic(typeof(ListCodec<>), element, shape, Create(shape.Element!, element));
    }

    private static object Map(ValueShape shape, Type type)
    {
        var value = type.GetGenericArguments()[1];
        return Generic(typeof(MapCodec<>), value, shape, Create(shape.Element!, value));
    }

    private static object Generic(Type definition, Type argument, params object[] arguments) =>
        Activator.CreateInstance(definition.MakeGenericType(argument), arguments)!;
}
