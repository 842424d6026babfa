namespace Parlance.Domain.Names;

/// <summary>What can be a name and how names compare (placeholder until the full rules land).</summary>
public sealed class NameRules
{
    public static NameRules For(string casemapping) => new();

    public string Fold(string name) => name.ToLowerInvariant();

    public bool TryNick(string text, int lengthMax, out string display, out string folded)
    {
        display = text;
        folded = Fold(text);
        return text.Length > 0 && text.Length <= lengthMax && !char.IsAsciiDigit(text[0]) && !"#&:$~@%+".Contains(text[0]) && !text.Any(c => char.IsControl(c) || " ,*?!@.".Contains(c));
    }

    public bool TryRoom(string text, int lengthMax, out string display, out string folded)
    {
        display = text;
        folded = Fold(text);
        return text.Length > 0 && text.Length < lengthMax && !text.Any(c => char.IsControl(c) || " ,".Contains(c));
    }
}
