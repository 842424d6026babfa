namespace Parlance.Log;

/// <summary>Numbers, booleans, characters and choices as 64 bits and back; negative ones zigzag, so that small ones stay short.</summary>
internal static class StateNumbers
{
    public static ulong ToBits(object value) => Type.GetTypeCode(value.GetType()) switch
    {
        TypeCode.Boolean => (bool)value ? 1UL : 0UL,
        TypeCode.Char => (char)value,
        TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => Convert.ToUInt64(value, null),
        TypeCode.Double => BitConverter.DoubleToUInt64Bits((double)value),
        TypeCode.Single => BitConverter.SingleToUInt32Bits((float)value),
        _ => Zigzag(Convert.ToInt64(value, null)),
    };

    public static object FromBits(Type type, ulong bits)
    {
        var code = Type.GetTypeCode(type);
        object value = code switch
        {
            TypeCode.Boolean => bits != 0,
            TypeCode.Char => checked((char)bits),
            TypeCode.Byte => checked((byte)bits),
            TypeCode.UInt16 => checked((ushort)bits),
            TypeCode.UInt32 => checked((uint)bits),
            TypeCode.UInt64 => bits,
            TypeCode.Double => BitConverter.UInt64BitsToDouble(bits),
            TypeCode.Single => BitConverter.UInt32BitsToSingle(checked((uint)bits)),
            TypeCode.SByte => checked((sbyte)Unzigzag(bits)),
            TypeCode.Int16 => checked((short)Unzigzag(bits)),
            TypeCode.Int32 => checked((int)Unzigzag(bits)),
            _ => Unzigzag(bits),
        };
        return type.IsEnum ? Enum.ToObject(type, value) : value;
    }

    private static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long Unzigzag(ulong bits) => (long)(bits >> 1) ^ -(long)(bits & 1);
}
