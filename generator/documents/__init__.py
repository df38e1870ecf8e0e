"""Documents for offices: notices and filing sheets, made from templates that each unit may change."""
