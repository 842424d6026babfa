using System.Diagnostics.CodeAnalysis;
using Parlance.Toml;

namespace Parlance.Configuration;

/// <summary>How the text of an environment variable becomes a TOML value.</summary>
public enum Shape
{
    /// <summary>The text itself.</summary>
    Text,
    /// <summary>As TOML writes it: <c>true</c>, <c>12</c>.</summary>
    Plain,
    /// <summary>A TOML array, or words with commas between them.</summary>
    List,
}

/// <summary>What a key's value may be: how it is read, written and described.</summary>
/// <param name="description">For the reference and for errors, after "must be": <c>a size from 512B to 1GiB</c>.</param>
public abstract class Kind<T>(string description, Shape shape)
{
    public string Description { get; } = description;

    public Shape Shape { get; } = shape;

    /// <summary>False when the value is of another type, out of range or malformed; <see cref="Description"/> says what it must be.</summary>
    public abstract bool TryRead(TomlValue value, [NotNullWhen(true)] out T? read);

    /// <summary>The part of a refused value that is to blame: an item of a list.</summary>
    public virtual TomlValue Culprit(TomlValue value) => value;

    /// <summary>The value as TOML.</summary>
    public abstract string Write(T value);
}
