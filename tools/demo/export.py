"""Makes tools/demo/data/*.csv from the packages that ship these data sets.

Run it with the platform's own Python: var/venv/bin/python3 tools/demo/export.py
The air quality file comes from R (`Rscript` of Debian's r-base-core); without R it is left as it is.
"""

import io
import shutil
import subprocess
from pathlib import Path

import pandas as pd
from sklearn import datasets

DATA = Path(__file__).parent / "data"


def whole(column):
    """The column as integers, when that loses nothing."""
    assert (column % 1 == 0).all(), column.name
    return column.astype(int)


def write(name, frame):
    frame.to_csv(DATA / name, index=False, lineterminator="\n")
    print(f"{name}: {len(frame)} rows, {frame.shape[1]} columns")


def diabetes():
    source = datasets.load_diabetes(scaled=False)
    columns = [
        "edad", "sexo", "imc", "presion_arterial", "colesterol_total",
        "ldl", "hdl", "razon_colesterol_hdl", "log_trigliceridos", "glucosa",
    ]
    frame = pd.DataFrame(source.data, columns=columns)
    for column in ["edad", "colesterol_total", "glucosa"]:
        frame[column] = whole(frame[column])
    # The package codes it 1 and 2 and does not say which is which.
    frame["sexo"] = frame["sexo"].map({1.0: "grupo_1", 2.0: "grupo_2"})
    frame["progresion"] = whole(pd.Series(source.target))
    write("diabetes.csv", frame.round(4))


def breast_cancer():
    source = datasets.load_breast_cancer()
    measures = [
        "radio", "textura", "perimetro", "area", "suavidad",
        "compacidad", "concavidad", "puntos_concavos", "simetria", "dimension_fractal",
    ]
    columns = [f"{measure}_{figure}" for figure in ["media", "error", "peor"] for measure in measures]
    frame = pd.DataFrame(source.data, columns=columns)
    frame["diagnostico"] = ["maligno" if value == 0 else "benigno" for value in source.target]
    write("cancer_mama.csv", frame)


def wine():
    source = datasets.load_wine()
    columns = [
        "alcohol", "acido_malico", "ceniza", "alcalinidad_ceniza", "magnesio", "fenoles_totales",
        "flavonoides", "fenoles_no_flavonoides", "proantocianinas", "intensidad_color", "matiz",
        "od280_od315", "prolina",
    ]
    frame = pd.DataFrame(source.data, columns=columns)
    for column in ["magnesio", "prolina"]:
        frame[column] = whole(frame[column])
    frame["variedad"] = [f"variedad_{value + 1}" for value in source.target]
    write("vinos.csv", frame)


def digits():
    source = datasets.load_digits()
    columns = [f"p{row}{column}" for row in range(8) for column in range(8)]
    frame = pd.DataFrame(source.data.astype(int), columns=columns)
    frame["digito"] = source.target
    write("digitos.csv", frame)


def air_quality():
    if shutil.which("Rscript") is None:
        print("calidad_aire.csv: R is not here, the file stays as it is")
        return
    program = "write.csv(airquality, row.names = FALSE)"
    said = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=True)
    frame = pd.read_csv(io.StringIO(said.stdout), dtype=str, na_values="NA")
    frame.columns = ["ozono", "radiacion_solar", "viento", "temperatura", "mes", "dia"]
    # A day whose ozone nobody measured cannot be scored.
    frame = frame[frame["ozono"].notna()]
    write("calidad_aire.csv", frame[["mes", "dia", "radiacion_solar", "viento", "temperatura", "ozono"]])


if __name__ == "__main__":
    diabetes()
    breast_cancer()
    wine()
    digits()
    air_quality()
